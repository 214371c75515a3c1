"use client";

import { useEffect } from "react";

/** Closes open menus on Escape, on a click elsewhere, when the focus leaves, or when something is chosen. */
export function MenuCloser() {
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", onLeave);
    document.addEventListener("focusin", onLeave);
    document.addEventListener("submit", closeAll);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("click", onLeave);
      document.removeEventListener("focusin", onLeave);
      document.removeEventListener("submit", closeAll);
    };
  }, []);
  return null;
}

function onKey(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const within = isFold(menu) ? menu.closest("header") : menu;
    if (within?.contains(document.activeElement)) menu.querySelector("summary")?.focus();
    menu.open = false;
  }
}

function onLeave(event: Event): void {
  const { target, type } = event;
  if (!(target instanceof Element)) return;
  // A press of the mouse moves the focus too: closing then would pull the page away under it.
  if (type === "focusin" && !target.matches(":focus-visible")) return;
  const followed = type === "click" && target.closest("a") !== null;
  for (const menu of openMenus()) {
    if (followed || (!isFold(menu) && !menu.contains(target))) menu.open = false;
  }
}

/** What was chosen in a menu is on its way. */
function closeAll(): void {
  for (const menu of openMenus()) menu.open = false;
}

/** The fold of a phone's sections stays open while one looks around in it. */
function isFold(menu: HTMLDetailsElement): boolean {
  return menu.dataset.menu === "fold";
}

function openMenus(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")];
}
