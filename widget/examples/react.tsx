// Accalmie in a React app: one effect, once the posts are rendered. What React adds later is found by itself.
import { init, off, on, type Events } from "accalmie";
import { useEffect, useState } from "react";

interface Comment {
  id: string;
  author: string;
  at: string;
  text: string;
}

const COMMENTS: Comment[] = [
  { id: "c1", author: "Ruth A.", at: "2026-11-20T09:00:00Z", text: "Charged twice, eleven days of waiting, and nobody answers. Unacceptable!!!" },
  { id: "c2", author: "Owen", at: "2026-11-20T10:00:00Z", text: "When do you open on Sunday?" },
];

export function Comments({ server, brand }: { server: string; brand: string }) {
  const [comments, setComments] = useState(COMMENTS);
  const [flags, setFlags] = useState<Events["flag"][]>([]);

  useEffect(() => {
    const flagged = (detail: Events["flag"]) => setFlags((known) => [...known, detail]);
    on("flag", flagged);
    init({ server, brand, posts: ".remark", lang: "en" });
    return () => off("flag", flagged);
  }, [server, brand]);

  const add = () => setComments((known) => [...known, { ...COMMENTS[0], id: `c${known.length + 1}`, author: "Zoe" }]);

  return (
    <main>
      <h1>Comments</h1>
      {comments.map(({ id, author, at, text }) => (
        <article className="remark" id={id} key={id}>
          <span className="author">{author}</span> <time dateTime={at}>{at}</time>
          <p className="text">{text}</p>
        </article>
      ))}
      <button onClick={add}>Add a comment</button>
      <p>
        Posts that need care: <output>{flags.map(({ author }) => author).join(", ")}</output>
      </p>
      <div data-accalmie-contact="">Call us on 0800 000 000.</div>
    </main>
  );
}
