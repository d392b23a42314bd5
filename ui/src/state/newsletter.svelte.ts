import { asFailure, call, on, type Failure, type NewsletterOffer, type SignUp } from "../api";

/** What there is to sign up for, and what the reader has signed up for. */
class Newsletters {
  offers: NewsletterOffer[] = $state.raw([]);
  signUps: SignUp[] = $state.raw([]);
  #loaded = false;

  /** Asks once, and again whenever the library says that something changed. */
  async load(): Promise<void> {
    if (this.#loaded) return;
    this.#loaded = true;
    void on("library", () => void this.refresh());
    this.offers = await call("newsletter_offers").catch(() => []);
    await this.refresh();
  }

  async refresh(): Promise<void> {
    this.signUps = await call("newsletter_status").catch(() => this.signUps);
  }

  /** The last sign-up for this newsletter. */
  of(list: string): SignUp | undefined {
    return this.signUps.find((one) => one.list === list);
  }

  async subscribe(address: string, list: string, consent: boolean): Promise<Failure | null> {
    try {
      await call("newsletter_subscribe", { address, list, consent });
      await this.refresh();
      return null;
    } catch (error) {
      return asFailure(error);
    }
  }

  /** Signs up for several, one after the other; the first failure ends it. */
  async subscribeAll(address: string, lists: readonly string[], consent: boolean): Promise<Failure | null> {
    for (const list of lists) {
      const failure = await this.subscribe(address, list, consent);
      if (failure) return failure;
    }
    return null;
  }

  async act(what: "newsletter_withdraw" | "newsletter_confirm" | "newsletter_forget", id: string) {
    try {
      await call(what, id);
      return null;
    } catch (error) {
      return asFailure(error);
    } finally {
      await this.refresh();
    }
  }

  async correction(address: string): Promise<string | null> {
    const checked = await call("newsletter_check", address).catch(() => null);
    return checked?.correction ?? null;
  }
}

export const newsletters = new Newsletters();
