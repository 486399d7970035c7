/* SPDX-License-Identifier: MPL-2.0
 *
 * From options and phrases to the requests about a syringe, a titration or a PCA.
 */
#ifndef CLI_SYRINGE_REQUEST_H
#define CLI_SYRINGE_REQUEST_H

#include "cli.h"

/* Each adds what the command line says to `request`, which --from may have begun: an option takes
 * the place of what was there, a phrase of dilute is one more drug. False when a word was not
 * understood, which has been said. */
bool syringe_request_dilute(cli *it, cJSON *request);
bool syringe_request_verify(cli *it, cJSON *request);
bool syringe_request_titrate(cli *it, cJSON *request);
bool syringe_request_pca(cli *it, cJSON *request);

/* The member "route" as --route says it, a word of the language or an id. */
void syringe_request_route(cli *it, cJSON *request);

#endif
