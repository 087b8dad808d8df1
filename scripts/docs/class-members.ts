// Classes on the pages: how they are made, and what their members are.

import ts from 'typescript6';
import { readComment } from './comment-text.ts';
import { classOf, commentOf, type Declaration } from './declarations.ts';
import { unbroken } from './markdown.ts';
import type { PublicName } from './surface.ts';

/** `new tf.train.Saver(options)`; undefined for a class without a constructor of its own. */
export function constructorText({ name, declaration }: PublicName): string | undefined {
  const found = classNode(declaration)?.members.find(ts.isConstructorDeclaration);
  if (!found || !isPublic(found) || commentOf(found).includes('@internal')) return undefined;
  return `new tf.${name}(${parametersOf(found)})`;
}

/** Public members that say what they are, one a line. */
export function classMembers({ declaration }: PublicName): string | undefined {
  const members = classNode(declaration)?.members ?? [];
  const lines = members.flatMap((member) => {
    const comment = isPublic(member) ? commentOf(member) : '';
    const text = readComment(comment);
    if (!text.text || comment.includes('@internal') || !member.name || !ts.isIdentifier(member.name)) return [];
    const errors = text.errors ? ` Errors: ${text.errors}` : '';
    return [`- \`${memberText(member, member.name.text)}\`: ${unbroken(text.text)}${errors}`];
  });
  return lines.length > 0 ? lines.join('\n') : undefined;
}

/** Names of methods that other files put on the class: functions of it, for tensors. */
export function installedMethods({ declaration, value }: PublicName): string[] {
  const own = new Set(classNode(declaration)?.members.map((member) => member.name?.getText()));
  const { prototype } = value as { readonly prototype: object };
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor' && !own.has(name));
}

function classNode(declaration: Declaration): ts.ClassDeclaration | undefined {
  return classOf(declaration)?.node as ts.ClassDeclaration | undefined;
}

function memberText(member: ts.ClassElement, name: string): string {
  if (!ts.isMethodDeclaration(member)) return name;
  return `${isStatic(member) ? 'static ' : ''}${name}(${parametersOf(member)})`;
}

function parametersOf(node: ts.MethodDeclaration | ts.ConstructorDeclaration): string {
  return node.parameters
    .filter((parameter) => parameter.name.getText() !== 'this')
    .map((parameter) => unbroken(parameter.getText()))
    .join(', ');
}

const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];

function isPublic(member: ts.ClassElement): boolean {
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  return !modifiers.some(({ kind }) => hidden.includes(kind));
}

function isStatic(member: ts.MethodDeclaration): boolean {
  return member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
}
