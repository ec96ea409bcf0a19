import { expect, test } from "vitest";
import { markdown } from "../../../src/editor/codemirror/markdown";

function lengthsOf(name: string, text: string): number[] {
  const lengths: number[] = [];
  markdown.parser.parse(text).iterate({
    enter: (node) => {
      if (node.name === name) lengths.push(node.to - node.from);
    },
  });
  return lengths;
}

test("headings, emphasis and lists are seen", () => {
  const text = "# Title\n\nSome **bold** text\n\n- item\n";
  expect(lengthsOf("ATXHeading1", text)).toEqual([7]);
  expect(lengthsOf("StrongEmphasis", text)).toEqual([8]);
  expect(lengthsOf("ListItem", text)).toEqual([6]);
});

test("a long text without empty lines is many paragraphs", () => {
  const paragraphs = lengthsOf("Paragraph", "A line among many.\n".repeat(5000));
  expect(Math.max(...paragraphs)).toBeLessThan(5000);
  expect(paragraphs.length).toBeGreaterThan(19);
});

test("a very long line is no paragraph, also behind short ones, and ends nothing else", () => {
  const text = `short\n${"x*y* ".repeat(20_000)}\n\n**after**\n`;
  expect(lengthsOf("Paragraph", text)).toEqual([5, 9]);
  expect(lengthsOf("StrongEmphasis", text)).toEqual([9]);
});
