/**
 * What the generated code describes messages with, made when first read: most programs read few of the files, and making
 * all would take longer than loading everything else.
 */

import * as codegen from '@bufbuild/protobuf/codegenv2';
import { later } from './later.ts';

export const fileDesc: typeof codegen.fileDesc = (...of) => later(() => codegen.fileDesc(...of));
export const messageDesc = ((...of: Parameters<typeof codegen.messageDesc>) =>
  later(() => codegen.messageDesc(...of))) as typeof codegen.messageDesc;
export const enumDesc = ((...of: Parameters<typeof codegen.enumDesc>) =>
  later(() => codegen.enumDesc(...of))) as typeof codegen.enumDesc;
export const tsEnum: typeof codegen.tsEnum = (of) => later(() => codegen.tsEnum(of));
