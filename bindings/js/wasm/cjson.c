/* SPDX-License-Identifier: MPL-2.0
 *
 * What libpallia calls of cJSON, for WebAssembly, where Debian has no libcjson: nodes read, against
 * Debian's own <cjson/cJSON.h>. The library makes them from text in leaf/json_tree.c and writes
 * text with leaf/json_write.c, so neither cJSON's parser nor its printer is here.
 */
#include <cjson/cJSON.h>
#include <string.h>

static cJSON_bool is_one_of(const cJSON *item, int types) {
    return item != NULL && (item->type & types) != 0;
}

cJSON_bool cJSON_IsTrue(const cJSON *const item) {
    return is_one_of(item, cJSON_True);
}

cJSON_bool cJSON_IsBool(const cJSON *const item) {
    return is_one_of(item, cJSON_True | cJSON_False);
}

cJSON_bool cJSON_IsNumber(const cJSON *const item) {
    return is_one_of(item, cJSON_Number);
}

cJSON_bool cJSON_IsString(const cJSON *const item) {
    return is_one_of(item, cJSON_String);
}

cJSON_bool cJSON_IsArray(const cJSON *const item) {
    return is_one_of(item, cJSON_Array);
}

cJSON_bool cJSON_IsObject(const cJSON *const item) {
    return is_one_of(item, cJSON_Object);
}

int cJSON_GetArraySize(const cJSON *array) {
    int size = 0;
    for (const cJSON *child = array->child; child != NULL; child = child->next) {
        size++;
    }
    return size;
}

cJSON *cJSON_GetObjectItemCaseSensitive(const cJSON *const object, const char *const string) {
    cJSON *child = object->child;
    while (child != NULL && strcmp(child->string, string) != 0) {
        child = child->next;
    }
    return child;
}
