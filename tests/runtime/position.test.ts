import assert from "node:assert/strict";
import { test } from "node:test";
import { nextStop } from "../../templates/runtime/next_stop";
import type { Place } from "../../templates/runtime/outline";
import { changeView, locationOf, moveTo, placeBefore, sessionAfter, startPosition, type Position, type View } from "../../templates/runtime/position";
import { makeSmall } from "./course";

const course = makeSmall();

function stand(page: string, view: View = "page"): Position {
  return { ...startPosition(course, page), view };
}

test("Next leads from page to page, then to the end of the session, the next session, the end of the course", () => {
  assert.deepEqual(nextStop(course, stand("pg11")), { page: "pg12" });
  assert.equal(nextStop(course, stand("pg13")), "session-end");
  assert.deepEqual(nextStop(course, stand("pg13", "session-end")), { page: "pg21" });
  assert.equal(nextStop(course, stand("pg22")), "session-end");
  assert.equal(nextStop(course, stand("pg22", "session-end")), "course-end");
});

test("a course of one session has no end of a session", () => {
  const { tables } = course, first = tables.sessions[0];
  assert.ok(first);
  const alone = { ...course, tables: { ...tables, sessions: [first] } };
  assert.equal(nextStop(alone, stand("pg13")), "course-end");
});

test("Back leads to the page before, over the end of a session too, and from another view to the page itself", () => {
  assert.equal(placeBefore(course, stand("pg11")), undefined);
  assert.equal(placeBefore(course, stand("pg21"))?.page.id, "pg13");
  assert.equal(placeBefore(course, stand("pg13", "session-end"))?.page.id, "pg13");
});

test("the session after is that of the page, not of the view", () => {
  assert.equal(sessionAfter(course, stand("pg12", "contents"))?.id, "two");
  assert.equal(sessionAfter(course, stand("pg21")), undefined);
});

test("the way back leads out of all views beside the course to the last one that was of it", () => {
  const position = stand("pg12");
  changeView(position, "contents");
  changeView(position, "glossary");
  assert.deepEqual([position.view, position.returnView], ["glossary", "page"]);
  changeView(position, position.returnView);
  changeView(position, "session-end");
  changeView(position, "recorded");
  assert.deepEqual([position.view, position.returnView], ["recorded", "session-end"]);
});

test("before anything is shown the way back leads to the page", () => {
  assert.equal(startPosition(course, "pg11").returnView, "page");
});

test("a location is a page, or a page and a question of it; where it is none of this course, the course begins", () => {
  assert.equal(locationOf(startPosition(course, "pg12")), "pg12");
  assert.equal(locationOf(startPosition(course, "pg12/second")), "pg12/second");
  for (const unknown of ["", "/", "pg99", "pg99/second", "null"]) assert.equal(locationOf(startPosition(course, unknown)), "pg11");
});

test("a question is left with its page", () => {
  const position = startPosition(course, "pg12/second");
  moveTo(position, course.place("pg12") as Place);
  assert.equal(locationOf(position), "pg12/second");
  moveTo(position, course.place("pg13") as Place);
  assert.equal(locationOf(position), "pg13");
});
