-- Each reveal counts those of the same person within minutes, under the account's lock: however long the trail is.
CREATE INDEX "AuditEvent_reveals_idx" ON "AuditEvent" ("purchasingAccountId", "actorId", "at") WHERE "action" = 'key.revealed';
