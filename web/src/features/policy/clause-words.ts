// How the clauses of a legal text are headed, in the words of the law.

/** 第一条, 第十二条之一, `Article 3` at the beginning of a paragraph. */
export const CLAUSE_HEADING =
  /^\s*(第[〇零一二三四五六七八九十百\d]+条(?:之[一二三四五六七八九十])?|(?:Article|Section)\s+\d+)/;
