/* SPDX-License-Identifier: MPL-2.0
 *
 * libpallia in C++17: one header over the C library, to link with libpallia.
 *
 * What a request, an answer, a place, a unit and a row mean is said by pallia/pallia.h,
 * pallia/result.h, pallia/conversion.h and pallia/columns.h; this header adds owners, std::string and exceptions.
 *
 *   Owners      tables, result, conversion and columns release themselves. A copy is one more
 *               owner of the same immutable set, cheap, and may go to another thread. A moved-from
 *               object throws pallia::resource_error when used.
 *   Text        std::string_view in, UTF-8, NUL and all: what is wrong is refused by the library.
 *   Exceptions  pallia::error and one class a family of status. tables::run and tables::ask throw
 *               only without memory: an answer that refuses is an answer, read its "status".
 *   Threads     every const function may be called from any thread at the same time.
 */
#ifndef PALLIA_HPP
#define PALLIA_HPP

#include <pallia/columns.h>
#include <pallia/conversion.h>
#include <pallia/pallia.h>
#include <pallia/result.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pallia {

/* A status that is not PALLIA_OK. A copy shares its texts and never throws; there is no move, which
 * would leave one without them. */
class error : public std::runtime_error {
  public:
    error(std::int32_t status, const std::string &document)
        : std::runtime_error(name_of(status) + " (" + std::to_string(status) + ")"),
          status_(status), document_(std::make_shared<const std::string>(document)) {
    }
    error(const error &) = default;
    error &operator=(const error &) = default;

    /* Of pallia/status.h. */
    std::int32_t status() const noexcept {
        return status_;
    }

    /* The answer that says it in words and where, {"status":…,"error":{…}}; empty when none. */
    const std::string &document() const noexcept {
        return *document_;
    }

  private:
    static std::string name_of(std::int32_t status) {
        const char *name = pallia_status_name(status);
        return name ? name : "?";
    }

    std::int32_t status_;
    std::shared_ptr<const std::string> document_;
};

/* 1xxx: the request is wrong, correct it. */
class request_error : public error {
    using error::error;
};
/* 2xxx: understood, and not answered: a clinical refusal. */
class refusal : public error {
    using error::error;
};
/* 3xxx: a local table is wrong. */
class tables_error : public error {
    using error::error;
};
/* 4xxx: no memory, or an object that was moved from. */
class resource_error : public error {
    using error::error;
};
/* 9xxx: a defect of libpallia. */
class internal_error : public error {
    using error::error;
};

namespace detail {

[[noreturn]] inline void raise(std::int32_t status, const std::string &document) {
    switch (status / 1000) {
    case 1:
        throw request_error(status, document);
    case 2:
        throw refusal(status, document);
    case 3:
        throw tables_error(status, document);
    case 4:
        throw resource_error(status, document);
    default:
        throw internal_error(status, document);
    }
}

/* Text that the library allocated. */
class answer {
  public:
    answer() = default;
    answer(const answer &) = delete;
    answer &operator=(const answer &) = delete;
    ~answer() {
        pallia_free(text);
    }

    char *text = nullptr;
    std::size_t length = 0;
};

inline void check(std::int32_t status, const answer &said) {
    if (status != PALLIA_OK) {
        raise(status, said.text ? said.text : "");
    }
}

inline void check(std::int32_t status) {
    if (status != PALLIA_OK) {
        raise(status, "");
    }
}

/* An empty view may hold no pointer; the library wants one. */
inline const char *bytes(std::string_view text) {
    return text.data() ? text.data() : "";
}

/* For a parameter that is NUL-terminated text: the NUL must not cut it. */
inline std::string whole(std::string_view text) {
    if (text.find('\0') != std::string_view::npos) {
        raise(PALLIA_ENUL, "");
    }
    return std::string(text);
}

template <class T, T *(*Retain)(T *), void (*Release)(T *)> class handle {
  public:
    handle() = default;
    handle(const handle &other) : it_(Retain(other.it_)) {
    }
    handle(handle &&other) noexcept : it_(std::exchange(other.it_, nullptr)) {
    }
    handle &operator=(handle other) noexcept {
        std::swap(it_, other.it_);
        return *this;
    }
    ~handle() {
        Release(it_);
    }

    T *get() const {
        if (!it_) {
            raise(PALLIA_EARGUMENT, "");
        }
        return it_;
    }

    T **receive() {
        return &it_;
    }

  private:
    T *it_ = nullptr;
};

} // namespace detail

/* Exactly numerator / denominator of a unit, "mg/24h"; in lowest terms. */
struct quantity {
    std::int64_t numerator;
    std::int64_t denominator;
    std::string unit;
};

/* One answer, read place by place: see pallia/result.h. Read text("/status") first. Nothing at a
 * place, or something else, is an empty optional. */
class result {
  public:
    std::string document() const {
        std::size_t length = 0;
        const char *text = pallia_result_document(it_.get(), &length);
        return std::string(text, length);
    }

    /* Elements of a list or members of an object. */
    std::optional<std::int32_t> count(std::string_view place) const {
        std::int32_t found = pallia_result_count(it_.get(), detail::whole(place).c_str());
        return found < 0 ? std::nullopt : std::optional(found);
    }

    std::optional<std::string> text(std::string_view place) const {
        const char *found = pallia_result_text(it_.get(), detail::whole(place).c_str());
        return found ? std::optional<std::string>(found) : std::nullopt;
    }

    std::optional<std::int32_t> integer(std::string_view place) const {
        std::int32_t value = 0;
        return pallia_result_integer(it_.get(), detail::whole(place).c_str(), &value) == PALLIA_OK
                   ? std::optional(value)
                   : std::nullopt;
    }

    std::optional<bool> truth(std::string_view place) const {
        std::int32_t value = 0;
        return pallia_result_truth(it_.get(), detail::whole(place).c_str(), &value) == PALLIA_OK
                   ? std::optional(value != 0)
                   : std::nullopt;
    }

    std::optional<pallia::quantity> quantity(std::string_view place) const {
        std::int64_t numerator = 0;
        std::int64_t denominator = 1;
        const char *unit = nullptr;
        if (pallia_result_quantity(it_.get(), detail::whole(place).c_str(), &numerator,
                                   &denominator, &unit) != PALLIA_OK) {
            return std::nullopt;
        }
        return pallia::quantity{numerator, denominator, unit};
    }

  private:
    friend class tables;
    result() = default;
    detail::handle<pallia_result, pallia_result_retain, pallia_result_release> it_;
};

/* One arrow, resolved once: see pallia/conversion.h. */
class conversion {
  public:
    /* The dose of the target. request_error: no such dose. refusal: no number for it. */
    double operator()(double dose) const {
        double result = 0;
        detail::check(pallia_conversion_apply(it_.get(), dose, &result));
        return result;
    }

    std::string from() const {
        return pallia_conversion_from(it_.get());
    }
    std::string to() const {
        return pallia_conversion_to(it_.get());
    }
    std::string unit_from() const {
        return pallia_conversion_unit_from(it_.get());
    }
    std::string unit_to() const {
        return pallia_conversion_unit_to(it_.get());
    }
    std::string edition() const {
        return pallia_conversion_edition(it_.get());
    }

  private:
    friend class tables;
    conversion() = default;
    detail::handle<pallia_conversion, pallia_conversion_retain, pallia_conversion_release> it_;
};

/* Results and row statuses, one for each row; a result is NaN where its status is not
 * PALLIA_ROW_OK. */
struct rows {
    std::vector<double> results;
    std::vector<std::uint8_t> statuses;
};

/* Everything towards one target: see pallia/columns.h. */
class columns {
  public:
    /* request_error: no such drug, no such route, or not together. */
    std::int32_t code(std::string_view drug, std::string_view route) const {
        std::int32_t found = 0;
        detail::check(pallia_columns_code(it_.get(), detail::whole(drug).c_str(),
                                          detail::whole(route).c_str(), &found));
        return found;
    }

    /* The unit of the doses of a code; empty when the code is none. */
    std::string unit(std::int32_t code) const {
        const char *found = pallia_columns_unit(it_.get(), code);
        return found ? found : "";
    }

    std::string to() const {
        return pallia_columns_to(it_.get());
    }
    std::string unit_to() const {
        return pallia_columns_unit_to(it_.get());
    }

    /* As many codes as doses, else std::invalid_argument. */
    rows run(const std::vector<std::int32_t> &codes, const std::vector<double> &doses) const {
        if (codes.size() != doses.size()) {
            throw std::invalid_argument("pallia: as many codes as doses");
        }
        rows out{std::vector<double>(codes.size()), std::vector<std::uint8_t>(codes.size())};
        if (!codes.empty()) {
            detail::check(pallia_columns_run(it_.get(), codes.size(), codes.data(), doses.data(),
                                             out.results.data(), out.statuses.data()));
        }
        return out;
    }

  private:
    friend class tables;
    columns() = default;
    detail::handle<pallia_columns, pallia_columns_retain, pallia_columns_release> it_;
};

/* The word for a row status; empty when it is none. */
inline std::string row_name(std::uint8_t row) {
    const char *name = pallia_row_name(row);
    return name ? name : "";
}

/* Tables: immutable. */
class tables {
  public:
    /* Those embedded in the library. */
    tables() {
        detail::check(pallia_tables_new(nullptr, it_.receive()));
    }

    /* These and one local edition, from its text. request_error, tables_error. */
    tables with_local(std::string_view document) const {
        tables out{owned()};
        detail::answer said;
        detail::check(pallia_tables_with_local(it_.get(), detail::bytes(document), document.size(),
                                               out.it_.receive(), &said.text),
                      said);
        return out;
    }

    /* One request, one answer, both JSON. */
    std::string run(std::string_view request) const {
        detail::answer said;
        detail::check(pallia_run(it_.get(), detail::bytes(request), request.size(), &said.text,
                                 &said.length));
        return std::string(said.text, said.length);
    }

    /* The same answer, to be read place by place. */
    result ask(std::string_view request) const {
        result out;
        detail::check(pallia_result_new(it_.get(), detail::bytes(request), request.size(),
                                        out.it_.receive()));
        return out;
    }

    /* request_error; refusal when every dose is refused for one reason. */
    conversion prepare_conversion(std::string_view request) const {
        conversion out;
        detail::answer said;
        detail::check(pallia_conversion_new(it_.get(), detail::bytes(request), request.size(),
                                            out.it_.receive(), &said.text),
                      said);
        return out;
    }

    /* request_error, refusal. */
    columns prepare_columns(std::string_view request) const {
        columns out;
        detail::answer said;
        detail::check(pallia_columns_new(it_.get(), detail::bytes(request), request.size(),
                                         out.it_.receive(), &said.text),
                      said);
        return out;
    }

    std::string edition() const {
        return pallia_tables_edition(it_.get());
    }
    std::string sha256() const {
        return pallia_tables_sha256(it_.get());
    }

    /* A text of tables/messages; empty when there is none. */
    std::string text(std::string_view language, std::string_view key) const {
        const char *found =
            pallia_text(it_.get(), detail::whole(language).c_str(), detail::whole(key).c_str());
        return found ? found : "";
    }

  private:
    using owned = detail::handle<pallia_tables, pallia_tables_retain, pallia_tables_release>;

    explicit tables(owned it) : it_(std::move(it)) {
    }

    owned it_;
};

} // namespace pallia

#endif
