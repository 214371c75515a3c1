-- What a partner asked for and isn't decided yet is counted on each page of the Partner Center.
CREATE INDEX "DesignationChange_partnerId_state_idx" ON "DesignationChange"("partnerId", "state");
