import path from "node:path";
import { getMDXComponent } from "mdx-bundler/client";
import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { lessonOutline } from "./lesson-outline";
import { readLesson } from "./read-lesson";
import { searchCourse } from "./search-course";

const sound = path.join(import.meta.dirname, "fixtures", "sound");

describe("a compiled lesson", () => {
  it("has an outline with Korean anchors, repeated ones numbered", async () => {
    expect(await lessonOutline("22-pods", sound)).toEqual([
      { id: "apiversion", title: "apiVersion", depth: 2 },
      { id: "파드-배포-kubectl로", title: "파드 배포: kubectl로", depth: 2 },
      { id: "지우기", title: "지우기", depth: 3 },
      { id: "apiversion-2", title: "apiVersion", depth: 2 },
    ]);
  });

  it("reports the blocks that change the cluster, in order", async () => {
    const page = await readLesson("22-pods", sound);
    expect(page?.compiled.blocks).toEqual([
      {
        id: "block-1",
        language: "yaml",
        source: "apiVersion: v1\nkind: Pod",
        run: false,
        fails: false,
        file: "pod.yaml",
      },
      {
        id: "block-2",
        language: "bash",
        source: "kubectl create -f pod.yaml",
        run: true,
        fails: false,
      },
      {
        id: "block-3",
        language: "bash",
        source: "kubectl delete pod nobody",
        run: true,
        fails: true,
      },
    ]);
  });

  it("renders figures, anchors and blocks with what their fences said", async () => {
    const page = await readLesson("22-pods", sound);
    const Body = getMDXComponent(page?.compiled.code ?? "");
    const components = { Figure: Through, Correction: Through, CodeBlock };
    const html = renderToStaticMarkup(createElement(Body, { components }));
    expect(html).toContain('aria-label="apiVersion, kind, metadata, spec"');
    expect(html).toContain('<h2 id="파드-배포-kubectl로">');
    expect(html).toContain("&quot;file&quot;:&quot;pod.yaml&quot;");
    expect(html).toContain("&quot;run&quot;:true,&quot;fails&quot;:true");
    expect(html).toContain("var(--code-token-keyword)");
    expect(html).toContain("data-highlighted-line");
  });

  it("knows its neighbours", async () => {
    const page = await readLesson("12-runtime", sound);
    expect(page?.previous).toBeUndefined();
    expect(page?.next?.slug).toBe("22-pods");
    expect(await readLesson("13-nothing", sound)).toBeUndefined();
  });
});

describe("search of the course", () => {
  it("leads to the heading a passage stands under", async () => {
    const [hit] = await searchCourse("describe pod", sound);
    expect(hit).toMatchObject({ slug: "22-pods", anchor: "파드-배포-kubectl로", kind: "text" });
  });

  it("puts titles first", async () => {
    const hits = await searchCourse("파드", sound);
    expect(hits[0]).toMatchObject({ kind: "title", section: 22 });
  });
});

function Through({ children }: { children?: ReactNode }) {
  return children;
}

/** Shows what the block was told. */
function CodeBlock({ children, ...said }: { children?: ReactNode; file?: string }) {
  return createElement("section", { title: JSON.stringify(said) }, children);
}
