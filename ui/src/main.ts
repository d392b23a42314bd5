import { mount } from "svelte";

import "./styles/index.css";
import { beginning } from "./state/start.svelte";
import App from "./views/App.svelte";

const target = document.getElementById("app");
if (target) {
  void beginning.soon().then(() => {
    mount(App, { target });
    void beginning.listen();
  });
}
