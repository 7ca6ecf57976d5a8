import type { CodegenConfig } from '@graphql-codegen/cli';

const client = (area: string): CodegenConfig['generates'] => ({
  [`src/${area}/gql/`]: {
    documents: [`src/${area}/**/*.{ts,tsx}`, `!src/${area}/gql/**`],
    preset: 'client',
    presetConfig: { fragmentMasking: false },
    config: { useTypeImports: true, enumsAsTypes: true, scalars: { DateTime: 'string' } },
  },
});

// Each area has its own, because all documents of one are in one file, which is loaded as a whole.
const config: CodegenConfig = {
  schema: '../schema.graphql',
  generates: {
    ...client('account'),
    // Lists the types that implement ErrorResult, for Apollo's cache.
    'src/shared/gql/possible-types.ts': { plugins: ['fragment-matcher'], config: { useExplicitTyping: true } },
  },
};

export default config;
