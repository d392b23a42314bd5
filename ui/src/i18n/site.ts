/** Following a site that has no feed. */
export interface SiteWords {
  offer: string;
  follow: string;
  following: string;
  followed: string;
}
