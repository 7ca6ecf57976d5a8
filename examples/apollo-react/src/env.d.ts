interface ImportMetaEnv {
  /** Gatehouse's GraphQL endpoint. The default is the one that `npm start` runs. */
  readonly VITE_GATEHOUSE_URL?: string;
}
