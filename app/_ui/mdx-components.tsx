// What the words of a lesson become on the page.
import type { ComponentProps } from "react";
import { CodeBlock } from "./code-block";
import { Figure } from "./figure";
import styles from "./lesson-text.module.css";
import { Aside, Correction } from "./marginalia";

/** The highlighter wraps each block in a figure of its own; ours is `CodeBlock`. */
function PlainFigure({ children, ...rest }: ComponentProps<"figure">) {
  return "data-rehype-pretty-code-figure" in rest ? (
    children
  ) : (
    <figure {...rest}>{children}</figure>
  );
}

function Table(props: ComponentProps<"table">) {
  return (
    <div className={styles.table}>
      <table {...props} />
    </div>
  );
}

export const mdxComponents = {
  Aside,
  CodeBlock,
  Correction,
  Figure,
  figure: PlainFigure,
  table: Table,
};
