import { normalTable } from './distribution-tables.ts'
import { drawKinds, type SimulationConversions, type SimulationNetwork } from './simulate-network.ts'

/** A network in one block of memory, as `kernels/simulate.as` reads it, and where its results are. */
export interface SimulationMemory {
  buffer: ArrayBuffer
  header: number
  /** Runs that one call can make. */
  chunk: number
  /** Per node and lane: minutes it lasts in the last eight runs of the call. */
  durations: Int32Array
  /** Latest end of each run of the call. */
  finishes: Int32Array
  /** Per eight runs, class and lane: duration-dependent cost. */
  costs: Float64Array
  /** Per eight runs, risk and lane: minutes added; the caller writes them. */
  impacts: Int32Array
  /** Per eight runs, group and lane: the group's standard normal deviate; the caller writes them. */
  factors: Float32Array
  /** Runs in which each node was critical; null when not asked for. */
  criticalCounts: Int32Array | null
  /** Nodes whose durations vary, in the order of `sums`. */
  varyingNodes: Int32Array
  /** Per varying node two lanes each of: sum of duration less its centre, of its square, of its product with the finish less its
   *  centre. */
  sums: Float64Array
  durationCentres: Int32Array
}

/** What a simulation works out besides the finishes. */
export interface SimulationWants {
  criticality: boolean
  /** Sums for correlations; `finishCentre` is about where the finish will be. */
  sums: { finishCentre: number; durationCentres: Int32Array } | null
}

/** A share of probability is drawn as a whole number of so many steps. */
const drawSteps = 2 ** 24
/** Bytes of header; see the words below. */
const headerBytes = 256

/** Lays a network out. `allocate` gives zeroed memory of at least so many bytes. */
export function layOutSimulation(
  network: SimulationNetwork,
  seed: number,
  chunk: number,
  wants: SimulationWants,
  allocate: (bytes: number) => ArrayBuffer,
): SimulationMemory {
  const { count, draw } = network
  const nodesOf = (kind: number) => indicesWhere(draw, kind)
  const varying = wants.sums ? Int32Array.from(varyingOf(network)) : new Int32Array(0)
  const triangular = nodesOf(drawKinds.triangular)
  const byTable = nodesOf(drawKinds.table)
  const correlated = nodesOf(drawKinds.correlated)
  const reset = [...new Set(network.riskNode)].filter(node => draw[node] === drawKinds.fixed)
  const classes = network.costEnds.length - 1
  const octets = chunk / 8
  const { conversions } = network
  const plan = new Layout()
  const at = {
    header: plan.take(headerBytes),
    durations: plan.take(count * 32),
    slots: plan.take(network.slotCount * 32),
    triangular: plan.take(triangular.length * 32),
    byTable: plan.take(byTable.length * 24),
    correlated: plan.take(correlated.length * 36),
    reset: plan.take(reset.length * 8),
    risks: plan.take(network.riskNode.length * 8),
    linkEnds: plan.take(network.linkEnds.length * 4),
    links: plan.take(network.linkSlot.length * 8),
    conversionEnds: conversions ? plan.take((count + 1) * 4) : 0,
    conversions: plan.take((conversions?.from.length ?? 0) * 32),
    ends: plan.take(network.ends.length * 4),
    owners: plan.take(network.slotCount * 4),
    marks: plan.take(count + 8),
    criticalCounts: wants.criticality ? plan.take(count * 4) : 0,
    varying: plan.take(varying.length * 8),
    sums: plan.take(varying.length * 48),
    costs: plan.take(network.costNode.length * 16),
    costEnds: plan.take(network.costEnds.length * 4),
    finishes: plan.take(octets * 32),
    costOut: plan.take(octets * classes * 64),
    impacts: plan.take(octets * network.riskCount * 32),
    factors: plan.take(octets * network.groupCount * 32),
    normal: plan.take(8192),
    tables: network.tables.map(() => plan.take(8192)),
    times: (conversions?.tables ?? []).map(table => plan.take(table.entries.length * 4)),
  }
  const buffer = allocate(plan.size)
  const words = new Int32Array(buffer)
  const floats = new Float32Array(buffer)
  const doubles = new Float64Array(buffer)
  words.set(
    [
      count,
      at.durations,
      at.slots,
      at.triangular,
      triangular.length,
      at.byTable,
      byTable.length,
      at.correlated,
      correlated.length,
      at.reset,
      reset.length,
      at.risks,
      network.riskNode.length,
      at.linkEnds,
      at.links,
      at.conversionEnds,
      at.conversions,
      at.ends,
      network.ends.length,
      at.owners,
      at.marks,
      at.criticalCounts,
      at.varying,
      varying.length,
      at.sums,
      at.costs,
      classes,
      at.finishes,
      at.costOut,
      seed | 0,
      at.impacts,
      network.riskCount,
      at.factors,
      network.groupCount,
      at.normal,
      wants.sums?.finishCentre ?? 0,
      at.costEnds,
    ],
    at.header >> 2,
  )
  for (let node = 0; node < count; node++)
    words.fill(
      network.fixed[node] as number,
      (at.durations >> 2) + node * 8,
      (at.durations >> 2) + node * 8 + 8,
    )
  const writeKeys = (word: number, node: number) => {
    words[word] = node * 32
    words[word + 1] = network.keys[node * 2] as number
    words[word + 2] = network.keys[node * 2 + 1] as number
  }
  triangular.forEach((node, index) => {
    const word = (at.triangular >> 2) + index * 8
    const least = network.least[node] as number
    const likely = network.likely[node] as number
    const most = network.most[node] as number
    writeKeys(word, node)
    floats.set(
      [
        ((likely - least) / (most - least)) * drawSteps,
        ((most - least) * (likely - least)) / drawSteps,
        ((most - least) * (most - likely)) / drawSteps,
        least,
        most,
      ],
      word + 3,
    )
  })
  byTable.forEach((node, index) => {
    const word = (at.byTable >> 2) + index * 6
    writeKeys(word, node)
    words[word + 3] = at.tables[network.table[node] as number] as number
    floats.set([network.offset[node] as number, network.scale[node] as number], word + 4)
  })
  correlated.forEach((node, index) => {
    const word = (at.correlated >> 2) + index * 9
    const loading = network.loading[node] as number
    writeKeys(word, node)
    words[word + 3] = at.tables[network.table[node] as number] as number
    floats.set([network.offset[node] as number, network.scale[node] as number], word + 4)
    words[word + 6] = (network.group[node] as number) * 32
    floats.set([loading, Math.sqrt(1 - loading * loading)], word + 7)
  })
  reset.forEach((node, index) =>
    words.set([node * 32, network.fixed[node] as number], (at.reset >> 2) + index * 2),
  )
  for (let i = 0; i < network.riskNode.length; i++)
    words.set(
      [(network.riskNode[i] as number) * 32, (network.riskIndex[i] as number) * 32],
      (at.risks >> 2) + i * 2,
    )
  for (let i = 0; i < network.linkEnds.length; i++)
    words[(at.linkEnds >> 2) + i] = (network.linkEnds[i] as number) * 8
  for (let i = 0; i < network.linkSlot.length; i++)
    words.set([(network.linkSlot[i] as number) * 32, network.linkLag[i] as number], (at.links >> 2) + i * 2)
  for (let slot = 0; slot < network.slotCount; slot++)
    words[(at.owners >> 2) + slot] = Math.min(slot >> 1, count)
  if (conversions) writeConversions(words, floats, at, conversions, count)
  for (let i = 0; i < network.ends.length; i++) words[(at.ends >> 2) + i] = (network.ends[i] as number) * 32
  for (let i = 0; i < varying.length; i++)
    words.set(
      [(varying[i] as number) * 32, wants.sums?.durationCentres[varying[i] as number] ?? 0],
      (at.varying >> 2) + i * 2,
    )
  for (let i = 0; i < network.costNode.length; i++) {
    words[(at.costs >> 2) + i * 4] = (network.costNode[i] as number) * 32
    doubles[(at.costs >> 3) + i * 2 + 1] = network.costRate[i] as number
  }
  for (let i = 0; i < network.costEnds.length; i++)
    words[(at.costEnds >> 2) + i] = (network.costEnds[i] as number) * 16
  floats.set(normalTable, at.normal >> 2)
  network.tables.forEach((table, index) => floats.set(table, (at.tables[index] as number) >> 2))
  conversions?.tables.forEach((table, index) => words.set(table.entries, (at.times[index] as number) >> 2))
  return {
    buffer,
    header: at.header,
    chunk,
    durations: new Int32Array(buffer, at.durations, count * 8),
    finishes: new Int32Array(buffer, at.finishes, chunk),
    costs: new Float64Array(buffer, at.costOut, chunk * classes),
    impacts: new Int32Array(buffer, at.impacts, chunk * network.riskCount),
    factors: new Float32Array(buffer, at.factors, chunk * network.groupCount),
    criticalCounts: wants.criticality ? new Int32Array(buffer, at.criticalCounts, count) : null,
    varyingNodes: varying,
    sums: new Float64Array(buffer, at.sums, varying.length * 6),
    durationCentres: wants.sums?.durationCentres ?? new Int32Array(0),
  }
}

function writeConversions(
  words: Int32Array,
  floats: Float32Array,
  at: { conversionEnds: number; conversions: number; owners: number; times: number[] },
  conversions: SimulationConversions,
  count: number,
): void {
  for (let node = 0; node <= count; node++)
    words[(at.conversionEnds >> 2) + node] = (conversions.ends[node] as number) * 32
  for (let node = 0; node < count; node++)
    for (let i = conversions.ends[node] as number; i < (conversions.ends[node + 1] as number); i++) {
      const index = conversions.table[i] as number
      const { block, entries, shift } = conversions.tables[index] as SimulationConversions['tables'][number]
      const word = (at.conversions >> 2) + i * 8
      const to = conversions.to[i] as number
      words.set(
        [
          (conversions.from[i] as number) * 32,
          (conversions.add[i] as number) + shift,
          to * 32,
          at.times[index] as number,
          block,
        ],
        word,
      )
      floats[word + 5] = 1 / block
      words[word + 7] = entries.length * block - 1
      words[(at.owners >> 2) + to] = node
    }
}

function varyingOf({ draw, riskNode }: SimulationNetwork): number[] {
  const varies = new Set(riskNode)
  draw.forEach((kind, node) => {
    if (kind !== drawKinds.fixed) varies.add(node)
  })
  return [...varies].sort((a, b) => a - b)
}

function indicesWhere(values: Uint8Array, wanted: number): number[] {
  const found: number[] = []
  values.forEach((value, index) => {
    if (value === wanted) found.push(index)
  })
  return found
}

/** Hands out places in memory, each at a multiple of 64 bytes; the first 64 stay free, so that a place is never 0. */
class Layout {
  size = 64

  take(bytes: number): number {
    const place = this.size
    this.size += Math.ceil(bytes / 64) * 64
    return place
  }
}
