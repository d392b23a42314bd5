/** Rows of a list that are asked for in one go. */
export const PAGE = 200;
