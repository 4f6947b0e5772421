using System.Text.Json.Serialization;

namespace HmRnnInk.Ink;

/// <summary>What stays together when a data set is divided into parts.</summary>
public enum SplitBy
{
    /// <summary>Each line by itself: the other lines of its page, by the same hand, may be in another part.</summary>
    [JsonStringEnumMemberName("line")]
    Line,

    /// <summary>All lines of a form, one page by one writer. Other pages by the same writer may be in another part.</summary>
    [JsonStringEnumMemberName("form")]
    Form,
}
