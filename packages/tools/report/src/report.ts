import type { Picture } from './picture.js';

/** A table of a report. */
export interface ReportTable {
  /** What the table shows. */
  readonly caption: string;
  readonly columns: readonly string[];
  /** Cells, a row each; the first cell names the row. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A picture of a report, with the line below it. */
export interface ReportPicture {
  readonly picture: Picture;
  /** Shown in its place where a page is narrow, such as the same laid out for less width. */
  readonly narrow?: Picture;
  readonly caption: string;
}

/** A part of a report under a heading. */
export interface ReportSection {
  readonly title: string;
  /** Paragraphs of plain text. */
  readonly text?: readonly string[];
  readonly pictures?: readonly ReportPicture[];
  readonly tables?: readonly ReportTable[];
}

/** What `htmlReport` makes a page of. */
export interface Report {
  readonly title: string;
  /** One or two sentences below the title. */
  readonly summary?: string;
  readonly sections: readonly ReportSection[];
}
