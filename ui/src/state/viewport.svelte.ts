/** How much room there is: three parts, two, or one. */
class Viewport {
  wide = $state(true);
  middle = $state(true);
  /** Too narrow for all tools beside a name. */
  slight = $state(false);
  coarse = $state(false);

  constructor() {
    this.#follow("(min-width: 1100px)", (on) => (this.wide = on));
    this.#follow("(min-width: 700px)", (on) => (this.middle = on));
    this.#follow("(max-width: 439px)", (on) => (this.slight = on));
    this.#follow("(pointer: coarse)", (on) => (this.coarse = on));
  }

  #follow(query: string, set: (on: boolean) => void) {
    const media = matchMedia(query);
    set(media.matches);
    media.addEventListener("change", (event) => set(event.matches));
  }
}

export const viewport = new Viewport();
