import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type PrimitiveValueListNode,
  type QueryResult,
  type RootOperationNode,
  type UnknownRow,
  type ValueNode,
} from "kysely";

const NUL = "\u0000";
const REPLACEMENT = "\uFFFD";

const withoutNul = (value: unknown): unknown =>
  typeof value === "string" && value.includes(NUL) ? value.replaceAll(NUL, REPLACEMENT) : value;

class WithoutNul extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...super.transformValue(node), value: withoutNul(node.value) };
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...super.transformPrimitiveValueList(node), values: node.values.map(withoutNul) };
  }
}

/**
 * PostgreSQL's text cannot hold U+0000, which anyone may send in an address or a form. It is stored and
 * looked for as U+FFFD, as both engines do with half a surrogate pair. JSON escapes it and is untouched.
 */
export class NulPlugin implements KyselyPlugin {
  readonly #transformer = new WithoutNul();

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    return this.#transformer.transformNode(node, queryId);
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }
}
