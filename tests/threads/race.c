/* SPDX-License-Identifier: MPL-2.0
 *
 * A race on purpose: run.sh fails when the sanitizer does not report it.
 */
#include <pthread.h>
#include <stddef.h>

static long counter;

static void *count(void *argument) {
    for (int i = 0; i < 1000; i++) {
        counter++;
    }
    return argument;
}

int main(void) {
    pthread_t other;
    if (pthread_create(&other, NULL, count, NULL) != 0) {
        return 0;
    }
    count(NULL);
    pthread_join(other, NULL);
    return 0;
}
