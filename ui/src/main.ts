import { mount } from "svelte";

import { afterPaint } from "./controls/paint";
import "./styles/index.css";
import { place } from "./state/place.svelte";
import { beginning } from "./state/start.svelte";
import App from "./views/App.svelte";
import { later } from "./views/later.svelte";

const target = document.getElementById("app");
if (target) {
  void beginning.soon().then(async () => {
    if (place.view !== "front" && place.view !== "list") await later.read();
    mount(App, { target });
    afterPaint(() => void later.read());
    void beginning.listen();
  });
}
