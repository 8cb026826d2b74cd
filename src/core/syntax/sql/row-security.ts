import { isTrue, listIn, namesOf, textIn, treeIn, type Tree } from './tree.ts';

/** Something that a statement does to the security of rows. */
export interface RowSecurity {
  readonly what: 'disable' | 'unforce' | 'drop-policy' | 'create-policy' | 'off' | 'bypass';
  /** The table, with its schema where one is written, or the role. */
  readonly on: string;
}

const tableName = (node: Tree | undefined): string =>
  [textIn(node, 'schemaname'), textIn(node, 'relname')].filter((part) => part !== undefined).join('.');

const alterations: Readonly<Record<string, RowSecurity['what']>> = {
  AT_DisableRowSecurity: 'disable',
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
        return { what: 'drop-policy', on: names.slice(0, -1).join('.') };
      })
    : [];

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
  CreatePolicyStmt: (node) => [{ what: 'create-policy', on: tableName(treeIn(node, 'table')) }],
  AlterRoleStmt: ofRole,
  CreateRoleStmt: ofRole,
  VariableSetStmt: ofSetting,
  AlterRoleSetStmt: (node) => ofSetting(treeIn(node, 'setstmt')),
  AlterDatabaseSetStmt: (node) => ofSetting(treeIn(node, 'setstmt')),
};

/** What a statement of a type does to the security of rows. */
export const rowSecurityOf = (type: string, node: Tree): readonly RowSecurity[] => readers[type]?.(node) ?? [];
