import * as vscode from 'vscode';
import { settings, type SettingId } from './contributions.ts';

type Widen<Value> = Value extends boolean ? boolean : Value extends number ? number : string;
type ValueOf<Id extends SettingId> = Widen<(typeof settings)[Id]['default']>;

/** A setting of ours as it holds for a place; typed by the table it is contributed from. */
export const readSetting = <Id extends SettingId>(id: Id, place?: vscode.Uri): ValueOf<Id> => {
  const fallback = settings[id].default as ValueOf<Id>;
  return vscode.workspace.getConfiguration(undefined, place).get<ValueOf<Id>>(id, fallback);
};
