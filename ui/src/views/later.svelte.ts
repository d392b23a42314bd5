/** The views and dialogs that no page begins with: reading them takes time that the first page would wait for. */
class Later {
  /** None until they are read. */
  views: Partial<typeof import("./rest")> | null = $state.raw(null);

  async read(): Promise<void> {
    this.views ??= await import("./rest");
  }
}

export const later = new Later();
