/** One peer on its errand, as a process that can be killed: `peer-process.ts PEER ERRAND`. */
import { PEERS } from "./peers.js";

const [peer = "", errand = ""] = process.argv.slice(2);
await PEERS[peer]?.(JSON.parse(errand));
process.exit();
