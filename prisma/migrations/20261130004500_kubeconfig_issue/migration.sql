-- AlterTable
ALTER TABLE "LabSession" ADD COLUMN     "kubeconfigIssue" INTEGER NOT NULL DEFAULT 0;
