/** Search over titles, headings, paragraphs and code of the whole course. */
import { compileLesson } from "./compile-lesson";
import { type Course, readCourse } from "./read-course";
import { type Searchable, type SearchHit, searchPassages } from "./search-passages";

interface Kept {
  readonly version: string;
  readonly passages: Promise<readonly Searchable[]>;
}

const shared = globalThis as typeof globalThis & { naruSearch?: Kept };

export async function searchCourse(query: string, root?: string): Promise<readonly SearchHit[]> {
  const course = await readCourse(root);
  const version = `${root ?? ""}:${course.version}`;
  if (shared.naruSearch?.version !== version) {
    shared.naruSearch = { version, passages: collect(course) };
  }
  return searchPassages(await shared.naruSearch.passages, query);
}

async function collect({ lessons }: Course): Promise<readonly Searchable[]> {
  const perLesson = await Promise.all(
    lessons.map(async (lesson) => {
      const place = { slug: lesson.slug, section: lesson.section, lesson: lesson.title };
      // A lesson whose text does not compile is found by its title; its own page says what is wrong.
      const compiled = await compileLesson(lesson).catch(() => undefined);
      const about = [`${lesson.title} (${lesson.english})`, lesson.summary];
      return [
        ...about.map((text, index) => ({
          ...place,
          kind: index === 0 ? ("title" as const) : ("text" as const),
          anchor: "",
          heading: "",
          text,
        })),
        ...(compiled?.passages ?? []).map((passage) => ({ ...place, ...passage })),
      ];
    }),
  );
  return perLesson.flat();
}
