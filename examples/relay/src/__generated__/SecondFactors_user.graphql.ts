/**
 * @generated SignedSource<<209062afb4f63909f0703784693313cc>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type SecondFactors_user$data = {
  readonly recoveryCodesLeft: number;
  readonly totpFactors: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
  }>;
  readonly " $fragmentType": "SecondFactors_user";
};
export type SecondFactors_user$key = {
  readonly " $data"?: SecondFactors_user$data;
  readonly " $fragmentSpreads": FragmentRefs<"SecondFactors_user">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "SecondFactors_user",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "recoveryCodesLeft",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "TotpFactor",
      "kind": "LinkedField",
      "name": "totpFactors",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "id",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "name",
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "User",
  "abstractKey": null
};

(node as any).hash = "bb8593ae9e8020fa5fa716099fd9e4c7";

export default node;
