#include "curl_command/curl_options.hpp"

#include <algorithm>
#include <array>

namespace http_task::host {
namespace {

using enum curl_role;

constexpr std::string_view other_protocol = "concerns other protocols than HTTP";
constexpr std::string_view files_of_curl = "reads or writes a file of curl's own";
constexpr std::string_view other_credentials = "authenticates in a way that request settings do not have";
constexpr std::string_view tls_details = "settles details of TLS that are the host's to configure";
constexpr std::string_view network_details =
    "settles details of the network that are the host's to configure";
constexpr std::string_view proxy_details =
    "settles details of the connection to the proxy, which settings do not have";
constexpr std::string_view several_requests = "is about several requests; one step makes one request";

constexpr auto table = std::to_array<curl_option>({
    {"url", '\0', true, url},
    {"request", 'X', true, method},
    {"header", 'H', true, header},
    {"data", 'd', true, data},
    {"data-ascii", '\0', true, data},
    {"data-raw", '\0', true, data_raw},
    {"data-binary", '\0', true, data_binary},
    {"data-urlencode", '\0', true, data_urlencode},
    {"json", '\0', true, json},
    {"form", 'F', true, form},
    {"form-string", '\0', true, form_string},
    {"upload-file", 'T', true, upload},
    {"user", 'u', true, user},
    {"oauth2-bearer", '\0', true, bearer},
    {"insecure", 'k', false, insecure},
    {"location", 'L', false, location},
    {"location-trusted", '\0', false, location,
     "would have sent the credentials to every host that a redirect leads to"},
    {"max-redirs", '\0', true, max_redirects},
    {"proto-redir", '\0', true, redirect_protocols},
    {"get", 'G', false, get},
    {"head", 'I', false, head},
    {"user-agent", 'A', true, user_agent},
    {"referer", 'e', true, referer},
    {"cookie", 'b', true, cookie},
    {"proxy", 'x', true, proxy},
    {"socks5", '\0', true, socks5},
    {"socks5-hostname", '\0', true, socks5_hostname},
    {"proxy-user", 'U', true, proxy_user},
    {"noproxy", '\0', true, no_proxy},
    {"max-time", 'm', true, total_time},
    {"connect-timeout", '\0', true, connect_time},
    {"cacert", '\0', true, ca},
    {"cert", 'E', true, certificate},
    {"key", '\0', true, key},
    {"pass", '\0', true, passphrase},
    {"tlsv1.2", '\0', false, tls_1_2},
    {"tlsv1.3", '\0', false, tls_1_3},
    {"range", 'r', true, range},
    {"retry", '\0', true, retry},
    {"retry-delay", '\0', true, retry_delay},
    {"max-filesize", '\0', true, max_size},
    {"output", 'o', true, output},
    {"next", ':', false, next},
    {"globoff", 'g', false, glob_off},
    {"url-query", '\0', true, url_query},

    {"anyauth", '\0', false, dropped, "would have asked the server first how to authenticate"},
    {"basic", '\0', false, same},
    {"compressed", '\0', false, same},
    {"create-dirs", '\0', false, same},
    {"disable", 'q', false, same},
    {"fail", 'f', false, same},
    {"fail-with-body", '\0', false, same},
    {"fail-early", '\0', false, same},
    {"http1.1", '\0', false, same},
    {"include", 'i', false, same},
    {"no-buffer", 'N', false, same},
    {"no-progress-meter", '\0', false, same},
    {"path-as-is", '\0', false, same},
    {"progress-bar", '#', false, same},
    {"raw", '\0', false, dropped, "would have left the codings of the answer undone"},
    {"retry-connrefused", '\0', false, same},
    {"show-error", 'S', false, same},
    {"show-headers", '\0', false, same},
    {"silent", 's', false, same},
    {"stderr", '\0', true, same},
    {"styled-output", '\0', false, same},
    {"tcp-nodelay", '\0', false, same},
    {"trace", '\0', true, same},
    {"trace-ascii", '\0', true, same},
    {"trace-config", '\0', true, same},
    {"trace-ids", '\0', false, same},
    {"trace-time", '\0', false, same},
    {"verbose", 'v', false, same},
    {"write-out", 'w', true, same},

    {"abstract-unix-socket", '\0', true, dropped, "would have connected to a socket of the machine"},
    {"unix-socket", '\0', true, dropped, "would have connected to a socket of the machine"},
    {"alt-svc", '\0', true, dropped, files_of_curl},
    {"append", 'a', false, dropped, other_protocol},
    {"aws-sigv4", '\0', true, dropped, other_credentials},
    {"ca-native", '\0', false, dropped, tls_details},
    {"capath", '\0', true, dropped,
     "would have trusted the authorities in a folder; tls.ca takes their text"},
    {"cert-status", '\0', false, dropped, tls_details},
    {"cert-type", '\0', true, dropped,
     "tells the format of the client certificate; tls.clientCertificate takes PEM"},
    {"ciphers", '\0', true, dropped, tls_details},
    {"config", 'K', true, dropped, "would have read further options from a file"},
    {"connect-to", '\0', true, dropped,
     "would have led the connection elsewhere; connectTo of the instance options does"},
    {"continue-at", 'C', true, dropped, "would have continued a download at this byte"},
    {"cookie-jar", 'c', true, dropped, "would have kept the cookies of the answer in a file"},
    {"create-file-mode", '\0', true, dropped, files_of_curl},
    {"crlf", '\0', false, dropped, other_protocol},
    {"crlfile", '\0', true, dropped, "would have checked revocation lists; the host's to configure"},
    {"curves", '\0', true, dropped, tls_details},
    {"delegation", '\0', true, dropped, other_credentials},
    {"digest", '\0', false, dropped, "would have used HTTP Digest, which request settings do not have"},
    {"disallow-username-in-url", '\0', false, same},
    {"dns-interface", '\0', true, dropped, network_details},
    {"dns-ipv4-addr", '\0', true, dropped, network_details},
    {"dns-ipv6-addr", '\0', true, dropped, network_details},
    {"dns-servers", '\0', true, dropped, network_details},
    {"doh-url", '\0', true, dropped, network_details},
    {"dump-header", 'D', true, dropped,
     "would have written the header fields to a file; the structured response has them"},
    {"ech", '\0', true, dropped, tls_details},
    {"egd-file", '\0', true, dropped, files_of_curl},
    {"engine", '\0', true, dropped, tls_details},
    {"etag-compare", '\0', true, dropped, "would have asked with the ETag that a file holds"},
    {"etag-save", '\0', true, dropped, files_of_curl},
    {"expect100-timeout", '\0', true, dropped, "sets the wait for 100 Continue; it is 1 s here"},
    {"form-escape", '\0', false, dropped, "would have escaped names of parts with backslashes"},
    {"ftp-account", '\0', true, dropped, other_protocol},
    {"ftp-alternative-to-user", '\0', true, dropped, other_protocol},
    {"ftp-method", '\0', true, dropped, other_protocol},
    {"ftp-port", 'P', true, dropped, other_protocol},
    {"ftp-ssl-ccc-mode", '\0', true, dropped, other_protocol},
    {"happy-eyeballs-timeout-ms", '\0', true, dropped, network_details},
    {"haproxy-clientip", '\0', true, dropped, network_details},
    {"haproxy-protocol", '\0', false, dropped, network_details},
    {"help", 'h', false, dropped, "would have shown help"},
    {"hostpubmd5", '\0', true, dropped, other_protocol},
    {"hostpubsha256", '\0', true, dropped, other_protocol},
    {"hsts", '\0', true, dropped, files_of_curl},
    {"http0.9", '\0', false, dropped, "would have taken an answer without a head"},
    {"http1.0", '0', false, dropped, "would have used HTTP/1.0; HTTP/1.1 is used"},
    {"http2", '\0', false, dropped, "would have used HTTP/2 where the server has it; HTTP/1.1 is used"},
    {"http2-prior-knowledge", '\0', false, dropped, "would have used HTTP/2; HTTP/1.1 is used"},
    {"http3", '\0', false, dropped, "would have used HTTP/3 where the server has it; HTTP/1.1 is used"},
    {"http3-only", '\0', false, dropped, "would have used HTTP/3; HTTP/1.1 is used"},
    {"ignore-content-length", '\0', false, dropped,
     "would have read the answer to the end of the connection"},
    {"interface", '\0', true, dropped, network_details},
    {"ip-tos", '\0', true, dropped, network_details},
    {"ipfs-gateway", '\0', true, dropped, other_protocol},
    {"ipv4", '4', false, dropped, "would have used IPv4 addresses alone"},
    {"ipv6", '6', false, dropped, "would have used IPv6 addresses alone"},
    {"junk-session-cookies", 'j', false, dropped, files_of_curl},
    {"keepalive-cnt", '\0', true, dropped, network_details},
    {"keepalive-time", '\0', true, dropped, network_details},
    {"key-type", '\0', true, dropped, "tells the format of the key; tls.clientCertificate takes PEM"},
    {"krb", '\0', true, dropped, other_protocol},
    {"libcurl", '\0', true, dropped, files_of_curl},
    {"limit-rate", '\0', true, dropped, "would have slowed the transfer down"},
    {"list-only", 'l', false, dropped, other_protocol},
    {"local-port", '\0', true, dropped, network_details},
    {"login-options", '\0', true, dropped, other_protocol},
    {"mail-auth", '\0', true, dropped, other_protocol},
    {"mail-from", '\0', true, dropped, other_protocol},
    {"mail-rcpt", '\0', true, dropped, other_protocol},
    {"manual", 'M', false, dropped, "would have shown the manual"},
    {"negotiate", '\0', false, dropped,
     "would have used Negotiate (SPNEGO), which request settings do not have"},
    {"netrc", 'n', false, dropped, "would have taken user and password from .netrc"},
    {"netrc-file", '\0', true, dropped, "would have taken user and password from a file"},
    {"netrc-optional", '\0', false, dropped, "would have taken user and password from .netrc"},
    {"no-alpn", '\0', false, dropped, tls_details},
    {"no-clobber", '\0', false, same},
    {"no-keepalive", '\0', false, dropped, network_details},
    {"no-sessionid", '\0', false, dropped, tls_details},
    {"ntlm", '\0', false, dropped, "would have used NTLM, which request settings do not have"},
    {"output-dir", '\0', true, dropped, "names the folder of files; the host opens one (--files)"},
    {"parallel", 'Z', false, dropped, several_requests},
    {"parallel-immediate", '\0', false, dropped, several_requests},
    {"parallel-max", '\0', true, dropped, several_requests},
    {"pinnedpubkey", '\0', true, dropped, "would have demanded a certain public key of the server"},
    {"post301", '\0', false, dropped, "would have kept POST after a redirect; it becomes GET"},
    {"post302", '\0', false, dropped, "would have kept POST after a redirect; it becomes GET"},
    {"post303", '\0', false, dropped, "would have kept POST after a redirect; it becomes GET"},
    {"preproxy", '\0', true, dropped, "would have gone through another proxy first"},
    {"proto", '\0', true, dropped, "allows protocols; http and https are, and the host's policy decides"},
    {"proto-default", '\0', true, dropped, "names the protocol of URLs without one"},
    {"proxy-anyauth", '\0', false, dropped, proxy_details},
    {"proxy-basic", '\0', false, same},
    {"proxy-cacert", '\0', true, dropped, proxy_details},
    {"proxy-capath", '\0', true, dropped, proxy_details},
    {"proxy-cert", '\0', true, dropped, proxy_details},
    {"proxy-cert-type", '\0', true, dropped, proxy_details},
    {"proxy-ciphers", '\0', true, dropped, proxy_details},
    {"proxy-crlfile", '\0', true, dropped, proxy_details},
    {"proxy-digest", '\0', false, dropped, proxy_details},
    {"proxy-header", '\0', true, dropped, proxy_details},
    {"proxy-insecure", '\0', false, dropped, proxy_details},
    {"proxy-key", '\0', true, dropped, proxy_details},
    {"proxy-key-type", '\0', true, dropped, proxy_details},
    {"proxy-negotiate", '\0', false, dropped, proxy_details},
    {"proxy-ntlm", '\0', false, dropped, proxy_details},
    {"proxy-pass", '\0', true, dropped, proxy_details},
    {"proxy-pinnedpubkey", '\0', true, dropped, proxy_details},
    {"proxy-service-name", '\0', true, dropped, proxy_details},
    {"proxy-tls13-ciphers", '\0', true, dropped, proxy_details},
    {"proxy-tlsauthtype", '\0', true, dropped, proxy_details},
    {"proxy-tlspassword", '\0', true, dropped, proxy_details},
    {"proxy-tlsuser", '\0', true, dropped, proxy_details},
    {"proxy1.0", '\0', true, dropped, proxy_details},
    {"proxytunnel", 'p', false, dropped, "would have used CONNECT for http as well"},
    {"pubkey", '\0', true, dropped, other_protocol},
    {"quote", 'Q', true, dropped, other_protocol},
    {"random-file", '\0', true, dropped, files_of_curl},
    {"rate", '\0', true, dropped, several_requests},
    {"remote-header-name", 'J', false, dropped, "would have named the file as the answer says"},
    {"remote-name", 'O', false, dropped,
     "would have written the body to a file named after the URL; outputFile does so"},
    {"remote-name-all", '\0', false, dropped,
     "would have written the body to a file named after the URL; outputFile does so"},
    {"remote-time", 'R', false, dropped, files_of_curl},
    {"remove-on-error", '\0', false, same},
    {"request-target", '\0', true, dropped, "would have sent this in place of the path of the URL"},
    {"resolve", '\0', true, dropped,
     "would have set the address of a host; resolve of the instance options does"},
    {"retry-all-errors", '\0', false, dropped,
     "would have tried again after every failure; retry.statusCodes names statuses"},
    {"retry-max-time", '\0', true, dropped, "bounds the time of all attempts; totalTimeOut does so"},
    {"sasl-authzid", '\0', true, dropped, other_protocol},
    {"sasl-ir", '\0', false, dropped, other_protocol},
    {"service-name", '\0', true, dropped, other_credentials},
    {"sigalgs", '\0', true, dropped, tls_details},
    {"socks4", '\0', true, dropped, "would have used SOCKS 4; proxy.url takes socks5 and socks5h"},
    {"socks4a", '\0', true, dropped, "would have used SOCKS 4a; proxy.url takes socks5 and socks5h"},
    {"socks5-basic", '\0', false, same},
    {"socks5-gssapi", '\0', false, dropped, proxy_details},
    {"socks5-gssapi-service", '\0', true, dropped, proxy_details},
    {"speed-limit", 'Y', true, dropped,
     "would have given up a transfer that is slow; readTimeOut bounds a pause"},
    {"speed-time", 'y', true, dropped,
     "would have given up a transfer that is slow; readTimeOut bounds a pause"},
    {"ssl-no-revoke", '\0', false, dropped, tls_details},
    {"ssl-revoke-best-effort", '\0', false, dropped, tls_details},
    {"sslv2", '2', false, dropped, tls_details},
    {"sslv3", '3', false, dropped, tls_details},
    {"tcp-fastopen", '\0', false, dropped, network_details},
    {"telnet-option", 't', true, dropped, other_protocol},
    {"tftp-blksize", '\0', true, dropped, other_protocol},
    {"time-cond", 'z', true, dropped,
     "would have asked only for what is newer; the field If-Modified-Since does so"},
    {"tls-max", '\0', true, dropped, tls_details},
    {"tls13-ciphers", '\0', true, dropped, tls_details},
    {"tlsauthtype", '\0', true, dropped, tls_details},
    {"tlspassword", '\0', true, dropped, tls_details},
    {"tlsuser", '\0', true, dropped, tls_details},
    {"tlsv1", '1', false, dropped, "would have allowed TLS 1.0; 1.2 is the lowest"},
    {"tlsv1.0", '\0', false, dropped, "would have allowed TLS 1.0; 1.2 is the lowest"},
    {"tlsv1.1", '\0', false, dropped, "would have allowed TLS 1.1; 1.2 is the lowest"},
    {"tr-encoding", '\0', false, dropped, "would have asked for codings of the transfer"},
    {"use-ascii", 'B', false, dropped, other_protocol},
    {"variable", '\0', true, dropped, "would have set a variable of curl"},
    {"version", 'V', false, dropped, "would have shown curl's version"},
    {"vlan-priority", '\0', true, dropped, network_details},
    {"xattr", '\0', false, same},
});

// The option of the name, or the only one whose name begins so.
const curl_option* by_name(std::string_view name) {
  const auto exact = std::ranges::find(table, name, &curl_option::name);
  if (exact != table.end()) return &*exact;
  const curl_option* found = nullptr;
  for (const curl_option& o : table) {
    if (!o.name.starts_with(name)) continue;
    if (found != nullptr) return nullptr;
    found = &o;
  }
  return found;
}

// "--no-silent" switches an option off, which is how it is unless something switched it on.
bool is_switched_off(std::string_view name) {
  if (!name.starts_with("no-")) return false;
  const auto found = std::ranges::find(table, name.substr(3), &curl_option::name);
  return found != table.end() && !found->takes_value;
}

const curl_option* by_letter(char letter) {
  const auto found = std::ranges::find(table, letter, &curl_option::letter);
  return found != table.end() ? &*found : nullptr;
}

class reader {
public:
  explicit reader(std::span<const std::string> words) : words_(words) {}

  curl_arguments read() {
    bool options = true;
    for (; at_ < words_.size(); ++at_) {
      const std::string& word = words_[at_];
      if (options && word == "--")
        options = false;
      else if (options && word.starts_with("--"))
        read_long(word);
      else if (options && word.size() > 1 && word.front() == '-')
        read_letters(word);
      else
        out_.list.push_back({nullptr, word, word});
    }
    return std::move(out_);
  }

private:
  void take(const curl_option& option, std::string written, bool has_value, std::string value) {
    if (option.takes_value && !has_value) {
      if (at_ + 1 >= words_.size()) {
        out_.without_value.push_back(std::move(written));
        return;
      }
      value = words_[++at_];
    }
    out_.list.push_back({&option, std::move(written), std::move(value)});
  }

  void read_long(const std::string& word) {
    const std::string_view name = std::string_view(word).substr(2);
    if (const curl_option* option = by_name(name))
      take(*option, word, false, {});
    else if (!is_switched_off(name))
      out_.unknown.push_back(word);
  }

  void read_letters(const std::string& word) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      const std::string written{'-', word[i]};
      const curl_option* option = by_letter(word[i]);
      if (option == nullptr) {
        out_.unknown.push_back(written);
      } else if (option->takes_value) {
        const bool glued = i + 1 < word.size();
        return take(*option, written, glued, glued ? word.substr(i + 1) : std::string());
      } else {
        take(*option, written, false, {});
      }
    }
  }

  std::span<const std::string> words_;
  std::size_t at_ = 0;
  curl_arguments out_;
};

} // namespace

std::span<const curl_option> curl_options() noexcept {
  return table;
}

curl_arguments read_curl_arguments(std::span<const std::string> words) {
  return reader(words).read();
}

} // namespace http_task::host
