// The Worker's entry: hands every event to the Rust exports. After a panic the glue itself starts a new instance for
// the next event (`reset_state_function` in the build, `schedule_reinit` in the `worker` crate). Durable Object
// classes of the Rust exports are exported from here through `durable` of durable.mjs.
import * as edge from "accalmie-edge";
import { durable } from "./durable.mjs";
import { settled } from "./trap.mjs";

export default {
  async fetch(request, env, context) {
    try {
      return await settled(edge.fetch(request, env, context));
    } catch (error) {
      console.error(String(error?.stack ?? error));
      return new Response("internal server error", { status: 500 });
    }
  },
  scheduled: (event, env, context) => settled(edge.scheduled(event, env, context)),
  queue: (batch, env, context) => settled(edge.queue(batch, env, context)),
};

/** What must be exact at once; see desk.rs. */
export const Desk = durable(edge.Desk);
