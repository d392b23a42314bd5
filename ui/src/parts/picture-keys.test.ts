import { expect, test } from "vitest";

import { keys } from "./picture-keys";

test("a picture's address names it, in either form of the scheme", () => {
  const named = { article: "a1", picture: "b2" };
  expect(keys("picture://localhost/a1/b2")).toEqual(named);
  expect(keys("http://picture.localhost/a1/b2?17")).toEqual(named);
  expect(keys("data:image/png;base64,AA/AA")).toBeNull();
  expect(keys("")).toBeNull();
});
