interface ImportMetaEnv {
  /** Gatehouse's GraphQL endpoint, if it is not the one that `npm start` runs. */
  readonly VITE_GATEHOUSE_URL?: string;
}
