// The cluster's certificate authority as text; the same for every cluster, so that hosts share the files
// which hold it.
//
// Differs: the bytes inside are made up (nothing in the simulator verifies a signature); the form is that of
// a real PEM block, so that tools which only carry it about work.
import { pemOf } from "../meta/pem";

export const clusterCertificate = pemOf("CERTIFICATE", "kubernetes", 17);
