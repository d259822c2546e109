// Words wrapped at a width, line breaks kept: the rules of mitchellh/go-wordwrap, which kubectl uses.

export function wrapText(text: string, limit: number): string {
  let out = "";
  let column = 0;
  let word = "";
  let space = "";
  const flush = () => {
    out += space + word;
    column += space.length + word.length;
    space = "";
    word = "";
  };
  for (const character of text) {
    if (character === "\n") {
      if (word !== "" || column + space.length <= limit) out += space + word;
      out += "\n";
      column = 0;
      word = "";
      space = "";
    } else if (/\s/.test(character) && character !== "\u00a0") {
      if (space === "" || word !== "") flush();
      space += character;
    } else {
      word += character;
      if (column + word.length + space.length > limit && word.length < limit) {
        out += "\n";
        column = 0;
        space = "";
      }
    }
  }
  if (word !== "" || column + space.length <= limit) out += space + word;
  return out;
}

export const indentText = (text: string, width: number): string => {
  const margin = " ".repeat(width);
  return margin + text.replaceAll("\n", `\n${margin}`);
};
