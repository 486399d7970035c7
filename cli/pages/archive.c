/* SPDX-License-Identifier: MPL-2.0 */
#include "archive.h"

#include "profile.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

static const char program[] = "pallia-page";

/* The identifier of XMP packets and the schemas, from their specifications. */
static const char metadata[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
    "<dc:format>application/pdf</dc:format>\n"
    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n"
    "<xmp:CreatorTool>%s</xmp:CreatorTool>\n"
    "<pdf:Producer>%s</pdf:Producer>\n"
    "<pdfaid:part>1</pdfaid:part>\n"
    "<pdfaid:conformance>B</pdfaid:conformance>\n"
    "</rdf:Description>\n"
    "</rdf:RDF>\n"
    "</x:xmpmeta>\n"
    "<?xpacket end=\"w\"?>\n";

/* `keys`: name, value as PDF writes it, …, NULL. */
static qpdf_oh new_stream(qpdf_data pdf, const void *bytes, size_t length,
                          const char *const *keys) {
    qpdf_oh stream = qpdf_oh_new_stream(pdf);
    qpdf_oh dictionary = qpdf_oh_get_dict(pdf, stream);
    qpdf_oh_replace_stream_data(pdf, stream, bytes, length, qpdf_oh_new_null(pdf),
                                qpdf_oh_new_null(pdf));
    for (size_t i = 0; keys[i]; i += 2) {
        qpdf_oh_replace_key(pdf, dictionary, keys[i], qpdf_oh_parse(pdf, keys[i + 1]));
    }
    return stream;
}

/* The metadata and the information dictionary must say the same. */
static void add_metadata(qpdf_data pdf, const char *title) {
    static const char *const keys[] = {"/Type", "/Metadata", "/Subtype", "/XML", NULL};
    char *text = g_markup_printf_escaped(metadata, title, program, program);
    qpdf_oh information = qpdf_oh_new_dictionary(pdf);
    qpdf_oh_replace_key(pdf, information, "/Title", qpdf_oh_new_unicode_string(pdf, title));
    qpdf_oh_replace_key(pdf, information, "/Creator", qpdf_oh_new_unicode_string(pdf, program));
    qpdf_oh_replace_key(pdf, information, "/Producer", qpdf_oh_new_unicode_string(pdf, program));
    qpdf_oh_replace_key(pdf, qpdf_get_trailer(pdf), "/Info",
                        qpdf_make_indirect_object(pdf, information));
    qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/Metadata",
                        new_stream(pdf, text, strlen(text), keys));
    g_free(text);
}

/* Ink is set as RGB, always black. */
static void add_output_intent(qpdf_data pdf) {
    static const char *const keys[] = {"/N", "3", NULL};
    qpdf_oh intent = qpdf_oh_parse(
        pdf, "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) >>");
    qpdf_oh intents = qpdf_oh_new_array(pdf);
    qpdf_oh_replace_key(pdf, intent, "/DestOutputProfile",
                        new_stream(pdf, profile_bytes, profile_length, keys));
    qpdf_oh_append_item(pdf, intents, intent);
    qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/OutputIntents", intents);
}

static void remove_groups(qpdf_data pdf) {
    int count = qpdf_get_num_pages(pdf);
    for (int i = 0; i < count; i++) {
        qpdf_oh_remove_key(pdf, qpdf_get_page_n(pdf, (size_t)i), "/Group");
    }
}

static bool write_into(qpdf_data pdf, GString *page) {
    if (qpdf_init_write_memory(pdf) != QPDF_SUCCESS) {
        return false;
    }
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    qpdf_set_object_stream_mode(pdf, qpdf_o_disable);
    qpdf_set_newline_before_endstream(pdf, QPDF_TRUE);
    if (qpdf_write(pdf) != QPDF_SUCCESS || qpdf_has_error(pdf)) {
        return false;
    }
    g_string_truncate(page, 0);
    g_string_append_len(page, (const char *)qpdf_get_buffer(pdf),
                        (gssize)qpdf_get_buffer_length(pdf));
    return true;
}

bool archive_make(GString *page, const char *title) {
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    bool good = qpdf_read_memory(pdf, "page", page->str, page->len, NULL) == QPDF_SUCCESS;
    if (good) {
        add_metadata(pdf, title);
        add_output_intent(pdf);
        remove_groups(pdf);
        good = !qpdf_has_error(pdf) && write_into(pdf, page);
    }
    qpdf_cleanup(&pdf);
    return good;
}
