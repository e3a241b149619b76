export interface Http {
  close(): Promise<void>;
}
