import {
  BinaryOperationNode,
  ColumnNode,
  type DeleteQueryNode,
  type InsertQueryNode,
  type JoinNode,
  type KyselyPlugin,
  type OnConflictNode,
  OnNode,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  PrimitiveValueListNode,
  type QueryId,
  type QueryResult,
  ReferenceNode,
  type RootOperationNode,
  type SelectQueryNode,
  TableNode,
  type UnknownRow,
  type UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
  WhereNode,
} from "kysely";
import type { Scope } from "../scope.ts";

/**
 * Keeps every query within one scope, on both engines: it reads, changes and removes rows of that scope only, and
 * new rows belong to it. No query can leave it out. Beneath, PostgreSQL enforces the same
 * (postgres/rights.ts), for SQL that does not come this way.
 */
export class ScopePlugin implements KyselyPlugin {
  readonly #transformer: Scoping;

  constructor(scope: Scope) {
    this.#transformer = new Scoping(scope);
  }

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    return this.#transformer.transformNode(node, queryId);
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }
}

class Scoping extends OperationNodeTransformer {
  readonly #columns: readonly (readonly [name: string, value: string])[];
  /** The table that rows are being put in. */
  #into: TableNode | undefined;

  constructor({ school, store }: Scope) {
    super();
    this.#columns = [
      ["school", school],
      ["store", store],
    ];
  }

  protected override transformSelectQuery(node: SelectQueryNode, id?: QueryId): SelectQueryNode {
    const query = super.transformSelectQuery(node, id);
    return { ...query, ...this.#where(query, tablesOf(query.from?.froms ?? [])) };
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, id?: QueryId): UpdateQueryNode {
    if (node.from !== undefined) throw new TypeError(PLAIN_TABLES);
    const query = super.transformUpdateQuery(node, id);
    return { ...query, ...this.#where(query, tablesOf(query.table === undefined ? [] : [query.table])) };
  }

  protected override transformDeleteQuery(node: DeleteQueryNode, id?: QueryId): DeleteQueryNode {
    const query = super.transformDeleteQuery(node, id);
    return { ...query, ...this.#where(query, tablesOf(query.from.froms)) };
  }

  /** In the condition of the join, so that a row with nothing to join stays. */
  protected override transformJoin(node: JoinNode, id?: QueryId): JoinNode {
    const join = super.transformJoin(node, id);
    let { on } = join;
    if (on === undefined) throw new TypeError("a join says on what");
    for (const is of this.#within(tablesOf([join.table]))) on = OnNode.cloneWithOperation(on, "And", is);
    return { ...join, on };
  }

  protected override transformUsing(): never {
    throw new TypeError(PLAIN_TABLES);
  }

  protected override transformInsertQuery(node: InsertQueryNode, id?: QueryId): InsertQueryNode {
    this.#into = node.into;
    const query = super.transformInsertQuery(node, id);
    this.#into = undefined;
    if (query.values === undefined || !ValuesNode.is(query.values))
      throw new TypeError("rows are put in by their values");
    const values = query.values.values.map((row) =>
      PrimitiveValueListNode.is(row)
        ? PrimitiveValueListNode.create([...row.values, ...this.#columns.map(([, value]) => value)])
        : ValueListNode.create([...row.values, ...this.#columns.map(([, value]) => ValueNode.create(value))]),
    );
    return {
      ...query,
      columns: [...(query.columns ?? []), ...this.#columns.map(([name]) => ColumnNode.create(name))],
      values: ValuesNode.create(values),
    };
  }

  /** A conflicting row of another scope is left as it is. */
  protected override transformOnConflict(node: OnConflictNode, id?: QueryId): OnConflictNode {
    const conflict = super.transformOnConflict(node, id);
    if (conflict.updates === undefined || this.#into === undefined) return conflict;
    const { where } = this.#where({ where: conflict.updateWhere }, [this.#into]);
    return where === undefined ? conflict : { ...conflict, updateWhere: where };
  }

  #where(query: { readonly where?: WhereNode | undefined }, tables: readonly TableNode[]) {
    let { where } = query;
    for (const is of this.#within(tables))
      where = where === undefined ? WhereNode.create(is) : WhereNode.cloneWithOperation(where, "And", is);
    return where === undefined ? {} : { where };
  }

  #within(tables: readonly TableNode[]): readonly BinaryOperationNode[] {
    return tables.flatMap((table) =>
      this.#columns.map(([name, value]) => {
        const column = ReferenceNode.create(ColumnNode.create(name), table);
        return BinaryOperationNode.create(column, OperatorNode.create("="), ValueNode.create(value));
      }),
    );
  }
}

/** The record's queries use plain tables only; anything else would have to be thought through first. */
const PLAIN_TABLES = "a query in a scope is of plain tables";

const tablesOf = (nodes: readonly OperationNode[]): readonly TableNode[] =>
  nodes.map((node) => {
    if (!TableNode.is(node)) throw new TypeError(PLAIN_TABLES);
    return node;
  });
