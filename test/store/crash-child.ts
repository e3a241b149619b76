import { openStore } from "../../src/store/open.js";
import { crashWork } from "./crash-work.js";

// Run as a process of its own, to be killed at any moment: does the work to its end, then says so.
const [url = ""] = process.argv.slice(2);
const store = await openStore(url);
process.stdout.write("open\n");
await crashWork(store, () => process.stdout.write("."));
await store.close();
process.stdout.write("done\n");
