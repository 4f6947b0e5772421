using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>The objects that the parts of <see cref="LiveInk"/> share.</summary>
internal sealed record PageState(PageInk Page, History History, PageReader Reader, PersonPen Person);
