import { afterEach, beforeEach, describe } from "vitest";
import type { Store } from "../../src/store/store.js";
import { articleContract } from "./contract/articles.js";
import { exclusiveContract } from "./contract/exclusive.js";
import { openingContract } from "./contract/opening.js";
import { planningContract } from "./contract/planning.js";
import { pruningContract } from "./contract/pruning.js";
import { recordContract } from "./contract/records.js";
import { searchContract } from "./contract/search.js";
import { sendingContract } from "./contract/sending.js";
import { storyContract } from "./contract/stories.js";
import { subscriberContract } from "./contract/subscribers.js";
import { updateContract } from "./contract/updates.js";
import type { CreateDatabase, TestDatabase } from "./database.js";

/** What a part of the contract works with; both are new for each test. */
export interface Subject {
  store: Store;
  database: TestDatabase;
}

/** Every promise of src/store/store.ts, to be kept by each engine alike. */
export function storeContract(create: CreateDatabase): void {
  const subject = (): Subject => {
    if (!current) throw new Error("The store is there within a test only.");
    return current;
  };
  let current: Subject | undefined;
  beforeEach(async () => {
    const database = await create();
    current = { database, store: await database.open() };
  });
  afterEach(async () => {
    await current?.database.drop();
    current = undefined;
  });

  describe("opening", () => openingContract(subject));
  describe("articles", () => articleContract(subject));
  describe("stories", () => storyContract(subject));
  describe("search", () => searchContract(subject));
  describe("subscribers", () => subscriberContract(subject));
  describe("planning deliveries", () => planningContract(subject));
  describe("sending deliveries", () => sendingContract(subject));
  describe("dropping deliveries", () => pruningContract(subject));
  describe("updates", () => updateContract(subject));
  describe("a job for one process", () => exclusiveContract(subject));
  describe("the smaller records", () => recordContract(subject));
}
