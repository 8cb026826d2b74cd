import { present } from '../../present.ts';
import { isTrue, listIn, namesOf, textIn, treeIn, type Tree } from './tree.ts';

/** Something that a statement does to the security of rows. */
export interface RowSecurity {
  readonly what:
    'enable' | 'disable' | 'force' | 'unforce' | 'create-policy' | 'alter-policy' | 'drop-policy' | 'off' | 'bypass';
  /** The table, with its schema where one is written, or the role. */
  readonly on: string;
  /** The name of the policy. */
  readonly policy?: string;
  /** True for a policy that is made to let every row pass, or be written: `USING (true)`. */
  readonly open?: true;
}

const tableName = (node: Tree | undefined): string =>
  [textIn(node, 'schemaname'), textIn(node, 'relname')].filter((part) => part !== undefined).join('.');

const alterations: Readonly<Record<string, RowSecurity['what']>> = {
  AT_EnableRowSecurity: 'enable',
  AT_DisableRowSecurity: 'disable',
  AT_ForceRowSecurity: 'force',
  AT_NoForceRowSecurity: 'unforce',
};

const ofTable = (node: Tree): readonly RowSecurity[] =>
  listIn(node, 'cmds').flatMap((command) => {
    const { [textIn(command, 'AlterTableCmd', 'subtype') ?? '']: what } = alterations;
    return what === undefined ? [] : [{ what, on: tableName(treeIn(node, 'relation')) }];
  });

const ofDrop = (node: Tree): readonly RowSecurity[] =>
  textIn(node, 'removeType') === 'OBJECT_POLICY'
    ? listIn(node, 'objects').map((object) => {
        const names = namesOf(listIn(object, 'List', 'items'));
        return { what: 'drop-policy', on: names.slice(0, -1).join('.'), ...present('policy', names.at(-1)) };
      })
    : [];

const literalIn = (node: unknown, side: string): string | undefined => {
  const { location: _place, ...value } = treeIn(node, 'A_Expr', side, 'A_Const') ?? {};
  return Object.keys(value).length === 0 ? undefined : JSON.stringify(value);
};

/** True for a condition that every row meets: `true`, `1 = 1`, `x OR true`. */
const isAlways = (node: unknown): boolean => {
  const [word, parts] = [textIn(node, 'BoolExpr', 'boolop'), listIn(node, 'BoolExpr', 'args')];
  if (word === 'OR_EXPR') return parts.some(isAlways);
  if (word === 'AND_EXPR') return parts.every(isAlways);
  const [left, right] = [literalIn(node, 'lexpr'), literalIn(node, 'rexpr')];
  const isEquality = namesOf(listIn(node, 'A_Expr', 'name')).join('.') === '=';
  return isTrue(node, 'A_Const', 'boolval', 'boolval') || (isEquality && left !== undefined && left === right);
};

const ofPolicy =
  (what: RowSecurity['what']) =>
  (node: Tree): readonly RowSecurity[] => {
    const isOpen = [node['qual'], node['with_check']].some(isAlways);
    const on = tableName(treeIn(node, 'table'));
    return [{ what, on, ...present('policy', textIn(node, 'policy_name')), ...(isOpen ? { open: true } : {}) }];
  };

const ofRole = (node: Tree): readonly RowSecurity[] => {
  const bypasses = listIn(node, 'options').some(
    (option) =>
      textIn(option, 'DefElem', 'defname') === 'bypassrls' && isTrue(option, 'DefElem', 'arg', 'Boolean', 'boolval'),
  );
  const on = textIn(node, 'role') ?? textIn(node, 'role', 'rolename') ?? '';
  return bypasses ? [{ what: 'bypass', on }] : [];
};

const ofSetting = (node: Tree | undefined): readonly RowSecurity[] => {
  const value = textIn(listIn(node, 'args')[0], 'A_Const', 'sval', 'sval');
  const isOff = textIn(node, 'name') === 'row_security' && /^(?:off|false|no|0)$/i.test(value ?? '');
  return isOff ? [{ what: 'off', on: '' }] : [];
};

const readers: Readonly<Record<string, (node: Tree) => readonly RowSecurity[]>> = {
  AlterTableStmt: ofTable,
  DropStmt: ofDrop,
  CreatePolicyStmt: ofPolicy('create-policy'),
  AlterPolicyStmt: ofPolicy('alter-policy'),
  AlterRoleStmt: ofRole,
  CreateRoleStmt: ofRole,
  VariableSetStmt: ofSetting,
  AlterRoleSetStmt: (node) => ofSetting(treeIn(node, 'setstmt')),
  AlterDatabaseSetStmt: (node) => ofSetting(treeIn(node, 'setstmt')),
};

/** What a statement of a type does to the security of rows. */
export const rowSecurityOf = (type: string, node: Tree): readonly RowSecurity[] => readers[type]?.(node) ?? [];
