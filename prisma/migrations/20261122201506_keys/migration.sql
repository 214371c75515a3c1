-- CreateIndex
CREATE INDEX "LicenseKey_purchasingAccountId_productId_id_idx" ON "LicenseKey"("purchasingAccountId", "productId", "id");

-- CreateIndex
CREATE INDEX "LicenseKey_purchasingAccountId_productId_status_id_idx" ON "LicenseKey"("purchasingAccountId", "productId", "status", "id");
