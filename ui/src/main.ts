import { askEarly } from "./state/early";

const target = document.getElementById("app");
if (target) {
  const early = askEarly();
  void import("./page").then((page) => page.draw(target, early));
}
