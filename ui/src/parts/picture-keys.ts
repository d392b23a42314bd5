/** The keys in a picture's address; null for one that lies in the article itself. */
export function keys(address: string): { article: string; picture: string } | null {
  const [article, picture] = (address.split(/[?#]/)[0] ?? "").split("/").slice(-2);
  return address.startsWith("data:") || !article || !picture ? null : { article, picture };
}
