/** What a SCORM platform is told of answers and outcomes. It comes after the first page: before that nothing can be answered or completed. */

import type { ScormResultsPart } from "../../contract";
import { Answers } from "./answers";
import { Objectives } from "./objectives";

const results: ScormResultsPart = {
  open: (host, dialect, table, tables, cache) => {
    const answers = new Answers(host, dialect, table, tables, cache), objectives = new Objectives(dialect, table, cache);
    return {
      write: (change, grades) => {
        for (const answered of change.answered) answers.write(answered);
        if (grades) objectives.write(change);
      },
      settle: (saved) => {
        answers.settle(saved);
        objectives.settle(saved);
      },
    };
  },
};

export default results;
