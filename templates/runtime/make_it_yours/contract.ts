/** What the page is told of its course: `builder/kit/make_it_yours.py` writes it into the page. */

/** A place for words. `neutral`: what learners read where nothing is typed. */
export interface Slot { id: string, neutral: string }

/** A file that the page can change. `core`: SHA-256 of all of it but the words; `pages`: of a zip, those that hold words. */
export interface KnownFile { core: string, pages?: string[] }

export interface KitTable {
  course: string;
  title: string;
  /** The name of the build, as each zip has it in its comment. */
  mark: string;
  kit: string;
  slots: Slot[];
  nations: string[];
  /** HTML behind the words of a link to a website: in a course on a screen, and on paper. */
  linkEnds: { screen: string, paper: string };
  /** Signs that a launch page never shows as they are. */
  marks: string[];
  limits: { organisation: number, words: number };
  files: Record<string, KnownFile>;
}

/** What the person typed. `words`: each id of a slot with its words, in the order of the course: in a record an id of digits alone would come first. */
export interface LocalWords { organisation: string, nation: string, words: [string, string][] }
