// The compiled MDX, drawn with our components. The text is Korean whatever the interface speaks.
import { getMDXComponent } from "mdx-bundler/client";
import text from "../../_ui/lesson-text.module.css";
import { mdxComponents } from "../../_ui/mdx-components";

export function LessonText({ code }: { code: string }) {
  const Text = getMDXComponent(code);
  return (
    <div className={text.text} lang="ko">
      <Text components={mdxComponents} />
    </div>
  );
}
