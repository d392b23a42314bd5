/** Stories for the preview; the pictures of the whole window are taken over the same (tests/window/press.rs). */
import told from "./stories.json";

export interface Story {
  language: string;
  feed: string;
  title: string;
  standfirst: string;
  section: string;
  picture?: string;
  author?: string;
}

export const STORIES: Story[] = told.stories;
export const BODIES = told.bodies;
